import { authentik } from './authentik.preset.js';
import { casdoor } from './casdoor.preset.js';
import { clerk } from './clerk.preset.js';
import { descope } from './descope.preset.js';
import { discord } from './discord.preset.js';
import { entraId } from './entra-id.preset.js';
import { gitHub } from './github.preset.js';
import { gitLab } from './gitlab.preset.js';
import { huggingFace } from './hugging-face.preset.js';
import { keycloak } from './keycloak.preset.js';
import { logto } from './logto.preset.js';
import { oci } from './oci.preset.js';
import { propelAuth } from './propelauth.preset.js';
import { scalekit } from './scalekit.preset.js';
import { stytch } from './stytch.preset.js';
import { supabase } from './supabase.preset.js';
import { workOs } from './workos.preset.js';

/** Every preset, one line each. */
export const presets = [
  authentik,
  casdoor,
  clerk,
  descope,
  discord,
  entraId,
  gitHub,
  gitLab,
  huggingFace,
  keycloak,
  logto,
  oci,
  propelAuth,
  scalekit,
  stytch,
  supabase,
  workOs,
] as const;

export {
  authentik,
  casdoor,
  clerk,
  descope,
  discord,
  entraId,
  gitHub,
  gitLab,
  huggingFace,
  keycloak,
  logto,
  oci,
  propelAuth,
  scalekit,
  stytch,
  supabase,
  workOs,
};
