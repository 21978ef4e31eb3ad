// Asks before a form of the desk is left with words in it that were not saved.
import { guard } from "./writing/unsaved.js";

const form = document.querySelector("form[id$=_form][method=post]");
if (form) guard(form);
