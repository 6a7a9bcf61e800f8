import type { JsonRecord } from '../engines/aws-json.ts';
import type { ObjectEvent } from '../engines/s3/server.ts';
import type { NotificationPlan, Target } from '../template/plan-types.ts';

/** Whether a bucket's notification wants this event: its kind (with `*` at the end), prefix and suffix. */
function wantsEvent(plan: NotificationPlan, event: ObjectEvent): boolean {
  const name = `s3:${event.name}`;
  return (
    plan.bucket === event.bucket &&
    event.key.startsWith(plan.prefix) &&
    event.key.endsWith(plan.suffix) &&
    plan.events.some((wanted) =>
      wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : wanted === name,
    )
  );
}

/** The S3 event record (version 2.1); keys are form-encoded in it, which consumers have to undo. */
function s3Event(event: ObjectEvent, region: string, sequence: number): JsonRecord {
  return {
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: region,
        eventTime: new Date(event.time).toISOString(),
        eventName: event.name,
        userIdentity: { principalId: 'local' },
        requestParameters: { sourceIPAddress: '127.0.0.1' },
        responseElements: { 'x-amz-request-id': 'local', 'x-amz-id-2': 'local' },
        s3: {
          s3SchemaVersion: '1.0',
          configurationId: 'local',
          bucket: {
            name: event.bucket,
            ownerIdentity: { principalId: 'local' },
            arn: `arn:aws:s3:::${event.bucket}`,
          },
          object: {
            key: encodeURIComponent(event.key).replaceAll('%20', '+').replaceAll('%2F', '/'),
            size: event.size,
            eTag: event.etag,
            sequencer: (event.time * 4096 + (sequence % 4096)).toString(16).toUpperCase().padStart(18, '0'),
          },
        },
      },
    ],
  };
}

/** Sends each object event to whom the template names. */
export function createNotifier(
  plans: readonly NotificationPlan[],
  region: string,
  send: (target: Target, payload: JsonRecord) => void,
): (event: ObjectEvent) => void {
  let sequence = 0;
  return (event) => {
    for (const plan of plans) {
      if (wantsEvent(plan, event)) send(plan.target, s3Event(event, region, sequence++));
    }
  };
}
