import { Controller, Get, UseGuards } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { CurrentPrincipal, McpAuthGuard, type Principal } from 'nestjs-mcp-auth';

@Controller('profile')
export class ProfileController {
  @Get('by-guard')
  @UseGuards(McpAuthGuard)
  byGuard(@CurrentPrincipal() { subject }: Principal) {
    return { subject };
  }

  @Get('by-passport')
  @UseGuards(AuthGuard('mcp'))
  byPassport(@CurrentPrincipal() { subject }: Principal) {
    return { subject };
  }
}
