import type { Type } from '@nestjs/common';
import { ModuleRef, ModulesContainer } from '@nestjs/core';
import { ConfigurationError } from '../core/errors/configuration-error.js';
import { AccountUsers } from './accounts/account.users.js';
import { MailSender, type Mail } from './accounts/mail-sender.js';
import { NoMailSender } from './accounts/no.mail-sender.js';
import { PageConsentPrompt } from './consent/page.consent-prompt.js';
import { SessionLogin } from './login/session.login.js';
import { ConsentPrompt, type ConsentAnswer, type ConsentQuestion } from './consent/consent-prompt.js';
import { Login, type LoginQuestion, type LoginVerdict } from './login/login.js';
import { Users, type PasswordLogin, type User } from './login/users.js';
import type { ApplicationPart } from './oauth-server.options.js';
import { Signer, type PublicSigningKey } from './signing-keys/signer.js';

/** What a part is, for who looks for it. */
interface PartKind<Part> {
  readonly base: abstract new () => Part;
  readonly option: string;
  /** Ours, where the application has none; absent where it is used only when given. */
  readonly own?: Type<Part>;
}

/**
 * A part that the application gives. It is looked for when it is first needed: before that, Nest may not have made it, wherever in
 * the application it stands.
 */
class LazyPart<Part extends object> {
  private part: Promise<Part> | undefined;

  /** @param given undefined for the one provider of the application that is such a part */
  constructor(
    private readonly given: ApplicationPart<Part> | undefined,
    private readonly kind: PartKind<Part>,
    private readonly moduleRef: ModuleRef,
  ) {}

  /** @throws ConfigurationError where the application has none, or several and does not say which */
  get(): Promise<Part> {
    this.part ??= this.find();
    return this.part;
  }

  private async find(): Promise<Part> {
    if (this.given === undefined) return this.discovered();
    if ('useValue' in this.given) return this.given.useValue;
    if ('useExisting' in this.given) return this.moduleRef.get<Part>(this.given.useExisting, { strict: false });
    const { useClass } = this.given;
    try {
      return this.moduleRef.get(useClass, { strict: false });
    } catch {
      // The application has none: this is the only one.
      return this.moduleRef.create(useClass);
    }
  }

  private discovered(): Part {
    const { base, option, own } = this.kind;
    const modules = [...this.moduleRef.get(ModulesContainer, { strict: false }).values()];
    const instances = modules.flatMap(({ providers }) =>
      [...providers.values()].map(({ instance }): unknown => instance),
    );
    const isPart = (one: unknown): one is Part => one instanceof base && !isOwn(one);
    const found = [...new Set(instances.filter(isPart))];
    const [part, ...others] = found;
    if (part === undefined && own !== undefined) return this.moduleRef.get(own, { strict: false });
    if (part !== undefined && others.length === 0) return part;
    const names = found.map((one) => one.constructor.name).join(', ');
    const message = `must say which one: ${names} extend ${base.name}`;
    throw new ConfigurationError([{ path: `auth.${option}`, message }]);
  }
}

/** Ours stand between the endpoints and the application, or in the place of what it does not have. */
function isOwn(part: object): boolean {
  return ownClasses().some((own) => part instanceof own);
}

function ownClasses(): readonly (abstract new (...given: never[]) => object)[] {
  const standing = [ApplicationUsers, ApplicationLogin, ApplicationConsent, ApplicationMail];
  return [...standing, AccountUsers, SessionLogin, PageConsentPrompt, NoMailSender];
}

/** A part that stands for that of the application. */
interface StandingPart {
  /** @throws ConfigurationError where it cannot be told which one is meant */
  check(): Promise<void>;
}

export class ApplicationUsers extends Users implements StandingPart {
  private readonly part: LazyPart<Users>;

  constructor(given: ApplicationPart<Users> | undefined, moduleRef: ModuleRef) {
    super();
    this.part = new LazyPart(given, { base: Users, option: 'users', own: AccountUsers }, moduleRef);
  }

  async check(): Promise<void> {
    await this.part.get();
  }

  async isOwn(): Promise<boolean> {
    return isOwn(await this.part.get());
  }

  async canVerifyPasswords(): Promise<boolean> {
    return (await this.part.get()).verifyPassword !== undefined;
  }

  async find(subject: string): Promise<User | undefined> {
    return (await this.part.get()).find(subject);
  }

  override async verifyPassword(login: PasswordLogin): Promise<User | undefined> {
    return (await this.part.get()).verifyPassword?.(login);
  }

  override async isCurrent(user: User): Promise<boolean> {
    return (await (await this.part.get()).isCurrent?.(user)) !== false;
  }
}

export class ApplicationLogin extends Login implements StandingPart {
  private readonly part: LazyPart<Login>;

  constructor(given: ApplicationPart<Login> | undefined, moduleRef: ModuleRef) {
    super();
    this.part = new LazyPart(given, { base: Login, option: 'login', own: SessionLogin }, moduleRef);
  }

  async check(): Promise<void> {
    await this.part.get();
  }

  async isOwn(): Promise<boolean> {
    return isOwn(await this.part.get());
  }

  async identify(question: LoginQuestion): Promise<LoginVerdict> {
    return (await this.part.get()).identify(question);
  }
}

export class ApplicationConsent extends ConsentPrompt implements StandingPart {
  private readonly part: LazyPart<ConsentPrompt>;

  constructor(given: ApplicationPart<ConsentPrompt> | undefined, moduleRef: ModuleRef) {
    super();
    this.part = new LazyPart(given, { base: ConsentPrompt, option: 'consent', own: PageConsentPrompt }, moduleRef);
  }

  async check(): Promise<void> {
    await this.part.get();
  }

  async isOwn(): Promise<boolean> {
    return isOwn(await this.part.get());
  }

  async ask(question: ConsentQuestion): Promise<ConsentAnswer> {
    return (await this.part.get()).ask(question);
  }
}

export class ApplicationMail extends MailSender implements StandingPart {
  private readonly part: LazyPart<MailSender>;

  constructor(given: ApplicationPart<MailSender> | undefined, moduleRef: ModuleRef) {
    super();
    this.part = new LazyPart(given, { base: MailSender, option: 'mail', own: NoMailSender }, moduleRef);
  }

  async check(): Promise<void> {
    await this.part.get();
  }

  async isOwn(): Promise<boolean> {
    return isOwn(await this.part.get());
  }

  async send(mail: Mail): Promise<void> {
    await (await this.part.get()).send(mail);
  }
}

export class ApplicationSigner extends Signer {
  private readonly part: LazyPart<Signer>;

  constructor(given: ApplicationPart<Signer>, moduleRef: ModuleRef) {
    super();
    this.part = new LazyPart(given, { base: Signer, option: 'signer' }, moduleRef);
  }

  override async start(): Promise<void> {
    await (await this.part.get()).start();
  }

  override async maintain(): Promise<void> {
    await (await this.part.get()).maintain();
  }

  async currentKey(): Promise<Omit<PublicSigningKey, 'jwk'>> {
    return (await this.part.get()).currentKey();
  }

  async sign(keyId: string, input: string): Promise<Buffer> {
    return (await this.part.get()).sign(keyId, input);
  }

  async publicKeys(): Promise<readonly PublicSigningKey[]> {
    return (await this.part.get()).publicKeys();
  }
}
