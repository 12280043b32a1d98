import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Store } from './repositories/store.js';
import { Signer } from './signing-keys/signer.js';

/** Opens the store and the key ring before the first request, and closes them after the last. */
@Injectable()
export class OAuthServerStart implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(Signer) private readonly signer: Signer,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.store.open();
    await this.signer.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.store.close();
  }
}
