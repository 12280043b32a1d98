import { NestFactory } from '@nestjs/core';
import { Transport, type MicroserviceOptions } from '@nestjs/microservices';
import { PricingController } from '../../src/pricing/pricing.controller.js';
import { freePort } from './launch.js';

export interface PricingService {
  readonly url: string;
  stop(): Promise<void>;
}

/** The pricing service of the demo, in this process. */
export async function startPricing(): Promise<PricingService> {
  class PricingModule {}
  const options = { host: '127.0.0.1', port: await freePort() };
  const module = { module: PricingModule, controllers: [PricingController] };
  const service = await NestFactory.createMicroservice<MicroserviceOptions>(module, {
    transport: Transport.TCP,
    options,
    logger: false,
  });
  await service.listen();
  return { url: `tcp://${options.host}:${options.port}`, stop: () => service.close() };
}
