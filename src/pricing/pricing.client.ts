import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { ClientProxyFactory, Transport, type ClientProxy } from '@nestjs/microservices';
import { firstValueFrom, timeout } from 'rxjs';
import type { PricingAddress } from './pricing-address.js';
import { PricingProcess } from './pricing-process.js';
import type { PriceQuestion, PriceQuote } from './prices.js';

const answerTimeoutMs = 5_000;

/** Injection token of where the pricing service is; `undefined` has it started. */
export const PricingPlace = Symbol('PricingPlace');

/** Asks the pricing service, another process. */
@Injectable()
export class PricingClient implements OnModuleInit, OnApplicationShutdown {
  private readonly process = new PricingProcess();
  private proxy: { readonly client: ClientProxy; readonly address: PricingAddress } | undefined;

  constructor(@Inject(PricingPlace) private readonly place: PricingAddress | undefined) {}

  async onModuleInit(): Promise<void> {
    if (this.place === undefined) await this.process.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.proxy?.client.close();
    this.process.stop();
  }

  /** @throws Error where the service does not answer */
  async quote(question: PriceQuestion): Promise<PriceQuote> {
    const client = await this.connected();
    return firstValueFrom(client.send<PriceQuote>('price_quote', question).pipe(timeout(answerTimeoutMs)));
  }

  private async connected(): Promise<ClientProxy> {
    const address = this.place ?? (await this.process.start());
    if (this.proxy?.address !== address) {
      await this.proxy?.client.close();
      const client = ClientProxyFactory.create({ transport: Transport.TCP, options: address });
      this.proxy = { client, address };
    }
    return this.proxy.client;
  }
}
