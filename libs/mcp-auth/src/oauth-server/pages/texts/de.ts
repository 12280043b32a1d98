import type { PageTexts } from './en.js';

/** Everything that pages say, in German. */
export const german: PageTexts = {
  error_title: 'Diese Anfrage kann nicht weitergehen',
  error_back: 'Zurück zu {client}',
  error_reference: 'Kennzeichen für den Betreiber dieses Dienstes:',
  again: 'Die Seite noch einmal öffnen',

  refusal_of_application:
    'Die Anwendung hat so gefragt, dass dieser Dienst nicht antworten kann. Für ihre Entwickler: {detail}.',
  refusal_client_unknown:
    'Dieser Dienst kennt die Anwendung nicht. Nehmen Sie diesen Dienst aus der Anwendung heraus und fügen Sie ihn wieder hinzu, damit sie sich vorstellt.',
  refusal_client_document:
    'Dieser Dienst kann gerade nicht lesen, wer die Anwendung ist. Warten Sie etwas, und versuchen Sie es noch einmal.',
  refusal_redirect_uri:
    'Die Anwendung will ihre Antwort an eine Adresse, die sie nicht angemeldet hat; dorthin wurde nichts geschickt. Für ihre Entwickler: {detail}.',
  refusal_browser_unknown:
    'Ihr Browser hat das Cookie dieses Dienstes nicht zurückgeschickt. Erlauben Sie ihm Cookies, und beginnen Sie in Ihrer Anwendung von vorn.',
  refusal_interaction_over:
    'Diese Anfrage ist schon beantwortet. Beginnen Sie in Ihrer Anwendung von vorn, wenn Sie müssen.',
  refusal_interaction_expired:
    'Sie haben länger gebraucht, als diese Anfrage wartet. Beginnen Sie in Ihrer Anwendung von vorn.',
  refusal_other_browser:
    'Diese Anfrage hat in einem anderen Browser begonnen. Gehen Sie dort weiter, oder beginnen Sie in Ihrer Anwendung von vorn.',
  refusal_form_forged: 'Dieses Formular kam nicht von der Seite, die hier offen war. Öffnen Sie die Seite noch einmal.',
  refusal_person_changed:
    'Jetzt ist jemand anderes angemeldet als beim Öffnen dieser Seite, oder die Anwendung hat sich geändert. Öffnen Sie die Seite noch einmal, und sehen Sie, für wen sie ist.',
  refusal_form_incomplete: 'Dem Formular fehlt etwas, das die Seite hat. Öffnen Sie die Seite noch einmal.',
  refusal_form_unreadable: 'Das Formular ist nicht lesbar. Öffnen Sie die Seite noch einmal.',
  refusal_throttled: 'Es waren zu viele Versuche. Warten Sie {seconds} Sekunden, dann versuchen Sie es noch einmal.',
  refusal_crowded: 'Gerade melden sich viele an. Warten Sie {seconds} Sekunden, dann versuchen Sie es noch einmal.',
  refusal_login_over: 'Diese Anmeldung hat zu lange gedauert. Beginnen Sie sie noch einmal.',
  refusal_link_unusable: 'Dieser Link wurde schon benutzt oder ist zu alt. Lassen Sie sich einen neuen geben.',
  refusal_page_unknown: 'Diese Seite gibt es nicht.',
  refusal_unavailable:
    'Dieser Dienst kann gerade nicht antworten. Warten Sie {seconds} Sekunden, dann versuchen Sie es noch einmal.',
  refusal_failed:
    'In diesem Dienst ist etwas schiefgegangen, und Sie können nichts dafür. Der Betreiber findet mit dem Kennzeichen unten mehr heraus.',

  login_title: 'Anmelden',
  login_for: 'und weiter zu {client}',
  login_username: 'Benutzername',
  login_password: 'Passwort',
  login_submit: 'Anmelden',
  login_passkey: 'Mit einem Passkey anmelden',
  login_forgotten: 'Passwort vergessen?',
  login_forgotten_operator: 'Passwort vergessen? Wer diesen Dienst betreibt, kann Ihnen einen Link geben.',
  login_wrong: 'Benutzername oder Passwort ist falsch. Versuchen Sie es noch einmal.',
  login_incomplete: 'Geben Sie Benutzername und Passwort ein.',
  login_passkey_wrong: 'Dieser Passkey wurde nicht angenommen. Versuchen Sie es noch einmal, oder mit dem Passwort.',
  login_throttled: 'Es waren zu viele Versuche. Warten Sie {seconds} Sekunden, dann versuchen Sie es noch einmal.',
  login_logged_out: 'Sie sind abgemeldet.',
  login_password_set: 'Ihr Passwort ist gesetzt. Melden Sie sich damit an.',
  login_confirm: 'Melden Sie sich noch einmal an, damit niemand sonst Ihr Konto ändert.',

  factor_title: 'Zweiter Schritt',
  factor_text:
    'Öffnen Sie Ihre Authenticator-App und geben Sie den Code ein, den sie zeigt. Auch ein Ersatzcode ist möglich.',
  factor_code: 'Code',
  factor_submit: 'Weiter',
  factor_wrong: 'Dieser Code ist falsch oder wurde schon benutzt. Nehmen Sie den nächsten.',

  forgotten_title: 'Passwort vergessen',
  forgotten_text: 'Geben Sie Ihren Benutzernamen ein. Gibt es ein solches Konto mit Mailadresse, kommt ein Link.',
  forgotten_submit: 'Link schicken',
  forgotten_sent: 'Gibt es ein solches Konto mit Mailadresse, ist ein Link unterwegs. Er gilt eine Stunde.',
  forgotten_back: 'Zurück zur Anmeldung',

  link_title: 'Passwort setzen',
  link_text: 'Für das Konto „{username}“.',
  link_password: 'Neues Passwort',
  link_hint: 'Mindestens {length} Zeichen. Ein eigener Satz ist gut.',
  link_submit: 'Passwort setzen',

  password_too_short: 'Das Passwort ist zu kurz: mindestens {length} Zeichen.',
  password_too_long: 'Das Passwort ist zu lang: höchstens {length} Zeichen.',
  password_common: 'Dieses Passwort gehört zu den ersten, die jeder probiert. Wählen Sie ein anderes.',
  password_contains_name: 'Das Passwort darf nicht Ihr Name oder der Name dieses Dienstes sein.',

  consent_title: 'Darf „{client}“ {service} benutzen?',
  consent_confirm_title: 'Weiter mit „{client}“?',
  consent_person: 'Sie sind angemeldet als {person}.',
  consent_switch: 'Als jemand anderes anmelden',
  consent_verified: 'Der Name kommt von {host}, wohin auch die Antwort geht.',
  consent_known: 'Der Betreiber dieses Dienstes kennt diese Anwendung.',
  consent_unverified: 'Ungeprüft: Die Anwendung sagt selbst, dass sie so heißt; niemand hat es geprüft.',
  consent_unverified_host: 'Ungeprüft: Der Name kommt von {host}, aber die Antwort geht woandershin.',
  consent_name_mixed: 'Vorsicht: Der Name mischt Alphabete, wie Namen es tun, die einen anderen nachahmen.',
  consent_name_address: 'Vorsicht: Der Name sieht wie eine Adresse aus. Wohin die Antwort wirklich geht, steht unten.',
  consent_name_hidden: 'Vorsicht: Der Name enthielt unsichtbare Zeichen, die entfernt wurden.',
  consent_goes_to: 'Die Antwort geht an',
  consent_to_host: '{host}',
  consent_to_loopback: 'ein Programm auf diesem Rechner ({host})',
  consent_to_scheme: 'die Anwendung, die auf diesem Gerät Links mit {scheme} öffnet',
  consent_loopback_warning:
    'Gehen Sie nur weiter, wenn Sie das gerade selbst auf diesem Rechner gestartet haben. Jedes Programm hier kann sich als „{client}“ ausgeben.',
  consent_client_id: 'Ihr Kennzeichen ist',
  consent_resource: 'Es geht um',
  consent_scopes: 'Die Anwendung kann dann',
  consent_scopes_none: 'Die Anwendung erfährt, wer Sie hier sind, und sonst nichts.',
  consent_scope_hint: 'Nehmen Sie heraus, was Sie nicht erlauben wollen.',
  consent_scope_always: 'immer nötig',
  consent_before:
    'Das haben Sie schon einmal erlaubt. Ein Klick ist nötig, weil niemand wissen kann, welches Programm auf diesem Gerät die Antwort bekommt.',
  consent_before_host:
    'Sie haben das schon einmal erlaubt. Ein Klick ist nötig, denn diese Anwendung hat nicht der Betreiber ausgewählt.',
  consent_until: 'Auf der Seite „Ihr Konto“ können Sie das jederzeit zurücknehmen.',
  consent_approve: 'Erlauben',
  consent_confirm: 'Weiter',
  consent_deny: 'Nicht erlauben',

  account_title: 'Ihr Konto',
  account_person: 'Sie sind angemeldet als {person}.',
  account_done: 'Erledigt.',
  account_applications: 'Verbundene Anwendungen',
  account_no_applications: 'Keine Anwendung kann diesen Dienst in Ihrem Namen benutzen.',
  account_may: 'Darf: {scopes}',
  account_may_nothing: 'Darf wissen, wer Sie sind',
  account_last_used: 'Anmeldung zuletzt erneuert: {time}',
  account_allowed_at: 'Erlaubt: {time}',
  account_revoke: '{client} die Erlaubnis nehmen',
  account_sessions: 'Wo Sie angemeldet sind',
  account_this_session: 'dieser Browser',
  account_unknown_browser: 'Unbekannter Browser',
  account_last_seen: 'Zuletzt gesehen: {time}',
  account_end_session: 'Dort abmelden',
  account_log_out: 'Abmelden',
  account_log_out_everywhere: 'Überall abmelden',
  account_password: 'Passwort',
  account_current_password: 'Jetziges Passwort',
  account_new_password: 'Neues Passwort',
  account_change_password: 'Passwort ändern',
  account_password_wrong: 'Das jetzige Passwort ist falsch.',
  account_factor: 'Zweiter Schritt',
  account_factor_on: 'Beim Anmelden werden Codes einer Authenticator-App verlangt. Übrige Ersatzcodes: {count}.',
  account_factor_off: 'Zum Anmelden genügt Ihr Passwort.',
  account_factor_set_up: 'Authenticator-App einrichten',
  account_factor_remove: 'Auf den zweiten Schritt verzichten',
  account_recovery_renew: 'Neue Ersatzcodes',
  account_passkeys: 'Passkeys',
  account_no_passkeys: 'Sie haben keinen Passkey.',
  account_passkey_added: 'Hinzugefügt: {time}',
  account_passkey_label: 'Name des neuen Passkeys',
  account_passkey_add: 'Passkey hinzufügen',
  account_passkey_remove: '{label} entfernen',
  account_passkey_refused: 'Der Passkey konnte nicht hinzugefügt werden. Versuchen Sie es noch einmal.',

  setup_title: 'Authenticator-App einrichten',
  setup_text:
    'Lesen Sie dieses Bild mit der App, oder tippen Sie den Schlüssel ein. Dann geben Sie den Code ein, den sie zeigt.',
  setup_picture: 'Ein Bild für die Kamera der App. Es sagt dasselbe wie der Schlüssel darunter.',
  setup_key: 'Schlüssel',
  setup_submit: 'Einschalten',
  recovery_title: 'Ersatzcodes',
  recovery_text:
    'Jeder davon ersetzt einmal die App, wenn Ihr Telefon verloren ist. Bewahren Sie sie auf, wo niemand sie findet. Sie werden nur jetzt gezeigt.',
  recovery_back: 'Zu Ihrem Konto',

  logout_title: 'Abmelden?',
  logout_text: 'Sie sind angemeldet als {person}.',
  logout_submit: 'Abmelden',
};
