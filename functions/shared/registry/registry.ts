import type { RegistryAnswer, RegistryQuestion } from '../../../models/registry/port.ts';

/** lookup(kind, number) → record | absent | unavailable; never throws. */
export type Registry = { lookup(question: RegistryQuestion): Promise<RegistryAnswer> };

/** No answer. `permanent` when nobody is there to ask, so that asking again later will not help. */
export function unavailable(reason: string, permanent = false): RegistryAnswer {
  return permanent ? { state: 'unavailable', reason, permanent } : { state: 'unavailable', reason };
}

/** Stands where no registry is configured: it knows nothing, and says so. */
export const noRegistry: Registry = {
  lookup: async () => unavailable('未配置登记库 / no registry is configured', true),
};
