import { ModuleRef } from '@nestjs/core';
import { ConsentPrompt, type ConsentAnswer, type ConsentQuestion } from './consent/consent-prompt.js';
import { Login, type LoginQuestion, type LoginVerdict } from './login/login.js';
import { Users, type User } from './login/users.js';
import type { ApplicationPart } from './oauth-server.options.js';
import { Signer, type PublicSigningKey } from './signing-keys/signer.js';

/**
 * A part that the application gives. It is looked for when it is first needed: before that, Nest may not have made it, wherever in
 * the application it stands.
 */
class LazyPart<Part> {
  private part: Promise<Part> | undefined;

  constructor(
    private readonly given: ApplicationPart<Part>,
    private readonly moduleRef: ModuleRef,
  ) {}

  get(): Promise<Part> {
    this.part ??= this.find();
    return this.part;
  }

  private async find(): Promise<Part> {
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
}

export class ApplicationUsers extends Users {
  private readonly part: LazyPart<Users>;

  constructor(given: ApplicationPart<Users>, moduleRef: ModuleRef) {
    super();
    this.part = new LazyPart(given, moduleRef);
  }

  async find(subject: string): Promise<User | undefined> {
    return (await this.part.get()).find(subject);
  }
}

export class ApplicationLogin extends Login {
  private readonly part: LazyPart<Login>;

  constructor(given: ApplicationPart<Login>, moduleRef: ModuleRef) {
    super();
    this.part = new LazyPart(given, moduleRef);
  }

  async identify(question: LoginQuestion): Promise<LoginVerdict> {
    return (await this.part.get()).identify(question);
  }
}

export class ApplicationConsent extends ConsentPrompt {
  private readonly part: LazyPart<ConsentPrompt>;

  constructor(given: ApplicationPart<ConsentPrompt>, moduleRef: ModuleRef) {
    super();
    this.part = new LazyPart(given, moduleRef);
  }

  async ask(question: ConsentQuestion): Promise<ConsentAnswer> {
    return (await this.part.get()).ask(question);
  }
}

export class ApplicationSigner extends Signer {
  private readonly part: LazyPart<Signer>;

  constructor(given: ApplicationPart<Signer>, moduleRef: ModuleRef) {
    super();
    this.part = new LazyPart(given, moduleRef);
  }

  override async start(): Promise<void> {
    await (await this.part.get()).start();
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
