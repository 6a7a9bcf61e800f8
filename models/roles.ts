import * as z from 'zod';

/** Who may sign in. `pipeline` is the machine that uploads listings. */
export const ROLES = ['reviewer', 'lead', 'brand-owner', 'merchant', 'pipeline', 'admin'] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;
