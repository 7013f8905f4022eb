// The session has ended while a plan is open. A sign-in in a tab of its own leaves what is being written where it is.
const notice = document.getElementById('sign-in');
addEventListener('plp-auth-required', () => (notice.hidden = false));
addEventListener('plp-load', () => (notice.hidden = true));
