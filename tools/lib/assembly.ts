import { App } from 'aws-cdk-lib';
import { addTouchstone, type TouchstoneSettings } from '../../infra/touchstone.ts';

/** The synthesized templates, in this process and without bundling: what `npm run synth` gives to CloudFormation. */
export function synthesize(settings: TouchstoneSettings = {}) {
  // Validation takes seconds and is kept on in the tests.
  process.env.CDK_VALIDATION = 'false';
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [], 'aws:cdk:enable-path-metadata': false } });
  addTouchstone(app, settings);
  const assembly = app.synth();
  return { stacks: assembly.stacks.map(({ stackName, template }) => ({ name: stackName, template })) };
}
