import type { ModulesContainer } from '@nestjs/core';
import { belowFeatures } from './below-features.js';
import { ConfigurationError, type ConfigurationProblem } from './core/errors/configuration-error.js';
import { StrategyName } from './passport/passport-registration.js';
import type { Registration } from './registration.js';
import { featureOf, registrationOf, type Module } from './registered-modules.js';

/** @throws ConfigurationError where two registrations would be in each other's way */
export function checkRegistrations(modules: ModulesContainer): void {
  const all = [...modules.values()];
  const registered = all.flatMap((module) => {
    const registration = registrationOf(module);
    return registration === undefined ? [] : [{ module, registration }];
  });
  const problems = [
    ...severalApplications(registered.map(({ registration }) => registration)),
    ...repeatedPaths(registered.map(({ registration }) => registration)),
    ...repeatedStrategies(registered.map(({ module }) => module)),
    ...all.flatMap(mixedImports),
    ...all.flatMap(passedOn),
    ...belowFeatures(all),
  ];
  if (problems.length > 0) throw new ConfigurationError(problems);
}

function severalApplications(registrations: readonly Registration[]): readonly ConfigurationProblem[] {
  const count = registrations.filter(({ role }) => role === 'application').length;
  if (count === 1) return [];
  const message = `McpAuthModule.forRoot is imported ${count} times; a further resource is McpAuthModule.forFeature`;
  return [{ path: 'imports', message }];
}

function repeatedPaths(registrations: readonly Registration[]): readonly ConfigurationProblem[] {
  const features = registrations.filter(({ role }) => role === 'feature');
  const paths = [...registrations.filter(({ role }) => role === 'application').slice(0, 1), ...features].map(
    ({ path }) => path,
  );
  const repeated = [...new Set(paths.filter((path, index) => paths.indexOf(path) !== index))];
  return repeated.map((path) => ({ path: 'forFeature.resource', message: `another resource is served at "${path}"` }));
}

/** Passport finds a strategy by its name alone, so one name would let tokens for one resource in at another. */
function repeatedStrategies(modules: readonly Module[]): readonly ConfigurationProblem[] {
  const names = modules.map((module): unknown => module.providers.get(StrategyName)?.instance);
  const repeated = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  return repeated.map((name) => ({
    path: 'forFeature.resource',
    message: `two resources would have the Passport strategy "${String(name)}"; give one of them another path`,
  }));
}

/** Whoever imports such a module has its guards, but whose tools it has could be read either way. */
function passedOn(module: Module): readonly ConfigurationProblem[] {
  const feature = featureOf(module);
  if (feature === undefined || !module.exports.has(feature.metatype)) return [];
  const message = `${module.name} exports forFeature; import the same value of it in each module that needs it`;
  return [{ path: 'exports', message }];
}

/**
 * Guards of a module that imports two resources could be of either. Nest adds global modules, as that of `forRoot` is, to
 * the imports of every module, but behind those that are written there.
 */
function mixedImports(module: Module): readonly ConfigurationProblem[] {
  const roles = [...module.imports].flatMap((imported) => registrationOf(imported)?.role ?? []);
  const features = roles.filter((role) => role === 'feature').length;
  if (features === 0 || (features === 1 && roles[0] === 'feature')) return [];
  const message = `${module.name} imports ${roles.length} resources; give each forFeature a module of its own, with its tools and controllers`;
  return [{ path: 'imports', message }];
}
