import type { Type } from '@nestjs/common';
import type { AccountAction } from './account-action.js';
import { ChangePasswordAction } from './change-password.action.js';
import { AddPasskeyAction, RemovePasskeyAction } from './passkey.action.js';
import { RevokeAction } from './revoke.action.js';
import {
  RemoveSecondFactorAction,
  RenewRecoveryCodesAction,
  SetUpSecondFactorAction,
  SwitchOnSecondFactorAction,
} from './second-factor.action.js';
import { EndSessionAction, LogOutAction, LogOutEverywhereAction } from './sessions.action.js';

/** Everything that people can do with their account. */
export const accountActions: readonly Type<AccountAction>[] = [
  RevokeAction,
  EndSessionAction,
  LogOutAction,
  LogOutEverywhereAction,
  ChangePasswordAction,
  SetUpSecondFactorAction,
  SwitchOnSecondFactorAction,
  RemoveSecondFactorAction,
  RenewRecoveryCodesAction,
  AddPasskeyAction,
  RemovePasskeyAction,
];
