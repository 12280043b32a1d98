import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import { JwtAuthGuard } from '../jwt-auth.guard.js';
import { JwtStrategy } from '../jwt.strategy.js';
import { OrdersController } from '../orders.controller.js';
import { OrdersGateway } from '../orders.gateway.js';
import { OrdersListener } from '../orders.listener.js';
import { OrdersService } from '../orders.service.js';

@Module({
  imports: [PassportModule],
  controllers: [OrdersController, OrdersListener],
  providers: [OrdersService, OrdersGateway, JwtStrategy, { provide: APP_GUARD, useClass: JwtAuthGuard }],
})
export class AppModule {}
