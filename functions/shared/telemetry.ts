import { Logger } from '@aws-lambda-powertools/logger';

/** JSON lines with the stage's name. Never log a listing's text: it belongs to the merchant. */
export const logger = new Logger({ logLevel: process.env.LOG_LEVEL === 'DEBUG' ? 'DEBUG' : 'WARN' });
