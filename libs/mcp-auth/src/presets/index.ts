import { clerk } from './clerk.preset.js';
import { descope } from './descope.preset.js';
import { entraId } from './entra-id.preset.js';
import { gitHub } from './github.preset.js';
import { keycloak } from './keycloak.preset.js';
import { logto } from './logto.preset.js';
import { propelAuth } from './propelauth.preset.js';
import { scalekit } from './scalekit.preset.js';
import { stytch } from './stytch.preset.js';
import { supabase } from './supabase.preset.js';
import { workOs } from './workos.preset.js';

/** Every preset, one line each. */
export const presets = [
  clerk,
  descope,
  entraId,
  gitHub,
  keycloak,
  logto,
  propelAuth,
  scalekit,
  stytch,
  supabase,
  workOs,
] as const;

export { clerk, descope, entraId, gitHub, keycloak, logto, propelAuth, scalekit, stytch, supabase, workOs };
