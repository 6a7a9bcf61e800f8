import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { addTouchstone } from './touchstone.ts';

// The only reader of context and environment: `cdk deploy -c webhookUrl=… -c registryUrl=…`.
const app = new App();
const text = (key: string): string | undefined => {
  const value: unknown = app.node.tryGetContext(key);
  return typeof value === 'string' && value !== '' ? value : undefined;
};
addTouchstone(app, { webhookUrl: text('webhookUrl'), registryUrl: text('registryUrl') });
// A rule broken without an acknowledged reason stops the synthesis.
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
