import type { App } from 'aws-cdk-lib';
import { AccessStack } from './stacks/access-stack.ts';
import { DataStack } from './stacks/data-stack.ts';
import { ObservabilityStack } from './stacks/observability-stack.ts';
import { PipelineStack } from './stacks/pipeline-stack.ts';

export type TouchstoneSettings = { readonly webhookUrl?: string; readonly registryUrl?: string };

/** The whole of Touchstone in one app: four stacks. */
export function addTouchstone(app: App, settings: TouchstoneSettings) {
  // Access logs are written by bucket policy; ACLs stay off.
  app.node.setContext('@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy', true);
  // A stack others import from cannot drop what they import.
  app.node.setContext('@aws-cdk/core:defaultCrossStackReferences', 'strong');
  const data = new DataStack(app, 'Touchstone-Data');
  const pipeline = new PipelineStack(app, 'Touchstone-Pipeline', { data, ...settings });
  const access = new AccessStack(app, 'Touchstone-Access', {
    data,
    sweepQueue: pipeline.queueOf('sweep'),
    registryUrl: settings.registryUrl,
  });
  const observability = new ObservabilityStack(app, 'Touchstone-Observability', { data, pipeline, access });
  return { data, pipeline, access, observability };
}
