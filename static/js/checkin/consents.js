/** What people have signed on paper, as every desk calls it. */

export { consentTitle } from "../lib/consents.js";
