/** Environment variable that carries a stage's queue address: `QUEUE_CHECK_CREDENTIAL`. */
export function queueVariable(stage: string): string {
  return `QUEUE_${stage.toUpperCase().replaceAll('-', '_')}`;
}
