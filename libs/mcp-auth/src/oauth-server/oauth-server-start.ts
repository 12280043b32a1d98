import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { PeopleStart } from './people-start.js';
import { ExpiredRecordsJob } from './maintenance/expired-records.job.js';
import { RevocationFeedJob } from './maintenance/revocation-feed.job.js';
import { SigningKeysJob } from './maintenance/signing-keys.job.js';
import { StoreClockJob } from './maintenance/store-clock.job.js';
import { Store } from './repositories/store.js';
import { Signer } from './signing-keys/signer.js';

/** Opens the store and the key ring before the first request, and closes them after the last. */
@Injectable()
export class OAuthServerStart implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(Signer) private readonly signer: Signer,
    @Inject(ExpiredRecordsJob) private readonly expiredRecords: ExpiredRecordsJob,
    @Inject(StoreClockJob) private readonly storeClock: StoreClockJob,
    @Inject(RevocationFeedJob) private readonly revocationFeed: RevocationFeedJob,
    @Inject(SigningKeysJob) private readonly signingKeys: SigningKeysJob,
    @Inject(PeopleStart) private readonly people: PeopleStart,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.people.check();
    await this.store.open();
    await this.storeClock.start();
    await this.signer.start();
    await this.revocationFeed.start();
    this.expiredRecords.start();
    this.signingKeys.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.storeClock.stop();
    await this.revocationFeed.stop();
    await this.expiredRecords.stop();
    await this.signingKeys.stop();
    await this.store.close();
  }
}
