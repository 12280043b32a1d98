import 'reflect-metadata';
import type { AddressInfo, Server } from 'node:net';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Transport, type MicroserviceOptions } from '@nestjs/microservices';
import { readPricingAddress } from '../demo-options.js';
import { PricingController } from './pricing.controller.js';

@Module({ controllers: [PricingController] })
class PricingModule {}

/** As a child of the demo it takes any port, and says which. */
const address = readPricingAddress() ?? { host: '127.0.0.1', port: process.send === undefined ? 4000 : 0 };
const service = await NestFactory.createMicroservice<MicroserviceOptions>(PricingModule, {
  transport: Transport.TCP,
  options: address,
  logger: ['warn', 'error'],
});
await service.listen();
const { port } = service.unwrap<Server>().address() as AddressInfo;
if (process.send === undefined) process.stdout.write(`Pricing service: tcp://${address.host}:${port}\n`);
else process.send({ port });

const stop = () => void service.close().finally(() => process.exit(0));
// Nobody is left to ask, when whoever started it is gone.
process.once('SIGTERM', stop).once('SIGINT', stop).once('disconnect', stop);
