/** What is kept for how long, beside what has an end of its own. */
export interface MaintenanceSettings {
  readonly unusedRegistrationTtlSeconds: number;
}
export const MaintenanceSettings = Symbol('MaintenanceSettings');
