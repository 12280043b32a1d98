/**
 * The one script of the pages: without it, or in a browser that knows no passkeys, their buttons stay hidden. It asks the browser for a
 * passkey, and sends what it gets with the form.
 */
export const passkeyScript = `'use strict';
const knowsPasskeys =
  'PublicKeyCredential' in window &&
  'parseRequestOptionsFromJSON' in PublicKeyCredential &&
  'parseCreationOptionsFromJSON' in PublicKeyCredential;

for (const form of knowsPasskeys ? document.querySelectorAll('form[data-passkey]') : []) {
  form.hidden = false;
  form.addEventListener('submit', async (event) => {
    const field = form.elements.namedItem('credential');
    if (field.value !== '') return;
    event.preventDefault();
    const options = JSON.parse(form.dataset.options);
    try {
      const credential =
        form.dataset.passkey === 'get'
          ? await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
          : await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
      field.value = JSON.stringify(credential.toJSON());
      form.requestSubmit();
    } catch (error) {
      // The person has changed their mind, or there is no passkey here; the browser has said so.
      console.info(String(error));
    }
  });
}
`;
