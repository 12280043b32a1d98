import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import { McpAuthModule, passportJwtVerifier } from 'nestjs-mcp-auth';
import { environment } from '../environment.js';
import { JwtAuthGuard } from '../jwt-auth.guard.js';
import { jwtOptions } from '../jwt-options.js';
import { JwtStrategy } from '../jwt.strategy.js';
import { OrdersController } from '../orders.controller.js';
import { OrdersGateway } from '../orders.gateway.js';
import { OrdersListener } from '../orders.listener.js';
import { OrdersService } from '../orders.service.js';
import { OrdersTools } from './orders.tools.js';

@Module({
  imports: [
    PassportModule,
    McpAuthModule.forRoot({ resource: environment.resource, auth: passportJwtVerifier(jwtOptions) }),
  ],
  controllers: [OrdersController, OrdersListener],
  providers: [OrdersService, OrdersTools, OrdersGateway, JwtStrategy, { provide: APP_GUARD, useClass: JwtAuthGuard }],
})
export class AppModule {}
