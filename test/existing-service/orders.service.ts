import { Injectable } from '@nestjs/common';

@Injectable()
export class OrdersService {
  of(userId: string) {
    return [{ id: 1, userId }];
  }
}
