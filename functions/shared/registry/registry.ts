import type { RegistryAnswer, RegistryQuestion } from '../../../models/registry/port.ts';

/** lookup(kind, number) → record | absent | unavailable; never throws. */
export type Registry = { lookup(question: RegistryQuestion): Promise<RegistryAnswer> };

/** Stands where no registry is configured: it knows nothing, and says so. */
export const noRegistry: Registry = {
  lookup: async () => ({
    state: 'unavailable',
    reason: '未配置登记库 / no registry is configured',
    permanent: true,
  }),
};
