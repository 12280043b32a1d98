import { auth0 } from './auth0.preset.js';
import { authentik } from './authentik.preset.js';
import { azureB2c } from './azure-b2c.preset.js';
import { casdoor } from './casdoor.preset.js';
import { clerk } from './clerk.preset.js';
import { cognito } from './cognito.preset.js';
import { descope } from './descope.preset.js';
import { discord } from './discord.preset.js';
import { entraId } from './entra-id.preset.js';
import { gitHub } from './github.preset.js';
import { gitLab } from './gitlab.preset.js';
import { google } from './google.preset.js';
import { huggingFace } from './hugging-face.preset.js';
import { keycloak } from './keycloak.preset.js';
import { logto } from './logto.preset.js';
import { oci } from './oci.preset.js';
import { okta } from './okta.preset.js';
import { pingFederate } from './ping-federate.preset.js';
import { pingOne } from './ping-one.preset.js';
import { propelAuth } from './propelauth.preset.js';
import { scalekit } from './scalekit.preset.js';
import { stytch } from './stytch.preset.js';
import { supabase } from './supabase.preset.js';
import { workOs } from './workos.preset.js';
import { zitadel } from './zitadel.preset.js';

/** Every preset, one line each. */
export const presets = [
  auth0,
  authentik,
  azureB2c,
  casdoor,
  clerk,
  cognito,
  descope,
  discord,
  entraId,
  gitHub,
  gitLab,
  google,
  huggingFace,
  keycloak,
  logto,
  oci,
  okta,
  pingFederate,
  pingOne,
  propelAuth,
  scalekit,
  stytch,
  supabase,
  workOs,
  zitadel,
] as const;

export {
  auth0,
  authentik,
  azureB2c,
  casdoor,
  clerk,
  cognito,
  descope,
  discord,
  entraId,
  gitHub,
  gitLab,
  google,
  huggingFace,
  keycloak,
  logto,
  oci,
  okta,
  pingFederate,
  pingOne,
  propelAuth,
  scalekit,
  stytch,
  supabase,
  workOs,
  zitadel,
};
