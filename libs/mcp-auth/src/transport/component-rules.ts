import { UriTemplate } from '@modelcontextprotocol/server';
import { Inject, Injectable } from '@nestjs/common';
import { allRules, needsSomebody, type AccessRule, type AccessRules } from '../access-control/access-rule.js';
import { AccessRulesReader } from '../access-control/access-rules.reader.js';
import { AccessSettings } from '../access-control/access.settings.js';
import type { ComponentKindName } from './called-components.js';
import { normalUri } from './normal-uri.js';
import { ComponentRegistry, type Component } from './component-registry.js';

/** Who may call a component; `undeclared` where nothing was said of it, and that is to open nothing. */
export type ComponentAccess = AccessRules | 'undeclared';

const undeclared: AccessRules = { openTo: 'authenticated', rule: {} };

type RulesByName = Readonly<Record<string, AccessRule>>;

/** What decorators and options say of components, by the names that clients call them by. */
@Injectable()
export class ComponentRules {
  private readonly known = new Map<string, ComponentAccess>();
  /** Known once all providers exist, and asked only then. */
  private isOpen: boolean | undefined;
  private readonly byName: Readonly<Record<ComponentKindName, RulesByName>>;

  constructor(
    @Inject(AccessSettings) private readonly settings: AccessSettings,
    @Inject(ComponentRegistry) private readonly registry: ComponentRegistry,
    @Inject(AccessRulesReader) private readonly reader: AccessRulesReader,
  ) {
    const { tools, resources, prompts } = settings;
    this.byName = { tool: tools, resource: resources, prompt: prompts };
  }

  /** The rule that every call of the endpoint has to fulfil. */
  get endpoint(): AccessRule | undefined {
    return this.settings.endpoint;
  }

  /** Whether there is anything for callers without a credential. */
  get allowsAnonymous(): boolean {
    this.isOpen ??=
      this.settings.endpoint === undefined && this.declared().some(({ openTo }) => openTo !== 'authenticated');
    return this.isOpen;
  }

  /** Everything that is demanded of any caller. */
  all(): readonly AccessRule[] {
    const { endpoint } = this.settings;
    const given = Object.values(this.byName).flatMap((rules) => Object.values(rules));
    return [...(endpoint === undefined ? [] : [endpoint]), ...this.declared().map(({ rule }) => rule), ...given];
  }

  accessTo(kind: ComponentKindName, name: string): ComponentAccess {
    const key = `${kind} ${name}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const access = this.read(kind, name);
    // Names come from clients, so only those that exist are kept.
    if (this.isRegistered(kind, name)) this.known.set(key, access);
    return access;
  }

  private read(kind: ComponentKindName, name: string): ComponentAccess {
    const declared = this.declaredBy(this.registry.find(kind, name));
    const given = allRules(kind === 'resource' ? this.rulesOfUri(name) : ownRule(this.byName[kind], name));
    const rule = allRules([declared.rule, given]);
    const openTo = needsSomebody(given) ? 'authenticated' : declared.openTo;
    const isDeclared = openTo !== 'authenticated' || needsSomebody(rule);
    return isDeclared || this.settings.undeclared === 'allow' ? { openTo, rule } : 'undeclared';
  }

  private declaredBy(component: Component | undefined): AccessRules {
    if (component === undefined) return undeclared;
    const { method, provider } = component;
    return this.reader.rulesOf(method, provider.metatype ?? method);
  }

  /** A URI is meant by itself, however it is spelt, and by every template that it fits. */
  private rulesOfUri(uri: string): readonly AccessRule[] {
    const spelt = normalUri(uri);
    return Object.entries(this.byName.resource)
      .filter(([key]) => key === uri || normalUri(key) === spelt || fits(key, spelt))
      .map(([, rule]) => rule);
  }

  private declared(): readonly AccessRules[] {
    return this.registry.components.map((component) => this.declaredBy(component));
  }

  private isRegistered(kind: ComponentKindName, name: string): boolean {
    return Object.hasOwn(this.byName[kind], name) || this.registry.has(kind, name);
  }
}

function ownRule(rules: RulesByName, name: string): readonly AccessRule[] {
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
  return rule === undefined ? [] : [rule];
}

function fits(key: string, uri: string): boolean {
  return UriTemplate.isTemplate(key) && new UriTemplate(key).match(uri) !== null;
}
