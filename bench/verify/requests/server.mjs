// A Nest application with one route, in a process of its own. Arguments: adapter, guard, and the issuer as JSON.
import 'reflect-metadata';
import { Controller, Get, Module, UseGuards } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { guards } from './guards.mjs';

const adapters = { express: ExpressAdapter, fastify: FastifyAdapter };
const [adapterName, guardName, issuer] = process.argv.slice(2);
const parts = guards[guardName](JSON.parse(issuer));

class ResourceController {
  read() {
    return { id: 42, title: 'A note', tags: ['one', 'two'], done: false };
  }
}
Get()(ResourceController.prototype, 'read', Object.getOwnPropertyDescriptor(ResourceController.prototype, 'read'));
UseGuards(...parts.guards)(ResourceController);
Controller('resource')(ResourceController);

class ResourceModule {}
Module({ controllers: [ResourceController], imports: parts.imports ?? [], providers: parts.providers ?? [] })(
  ResourceModule,
);

const app = await NestFactory.create(ResourceModule, new adapters[adapterName](), {
  logger: ['error'],
  forceCloseConnections: true,
});
await app.listen(0, '127.0.0.1');

process.on('message', () => process.send({ cpuMicroseconds: cpuMicroseconds() }));
process.on('disconnect', () => process.exit());
process.send({ port: app.getHttpServer().address().port });

function cpuMicroseconds() {
  const { user, system } = process.cpuUsage();
  return user + system;
}
