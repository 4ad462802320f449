// Passkeys and security keys, by the browser's own dialog. Every page also works without.
for (const place of document.querySelectorAll("[data-key]")) {
  if (!window.PublicKeyCredential) continue;
  place.hidden = false;
  place.querySelector("button").addEventListener("click", () => use(place));
}

async function use(place) {
  const form = place.closest("form");
  const said = place.querySelector("[role=status]");
  said.textContent = "";
  try {
    const options = await ask(place.dataset.keyOptions, form);
    const key = await navigator.credentials[place.dataset.key]({ publicKey: opened(options) });
    form.elements[place.dataset.keyField].value = JSON.stringify(told(key));
    form.submit();
  } catch {
    said.textContent = place.dataset.keyFailed;
  }
}

async function ask(address, form) {
  const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
  const answer = await fetch(address, { method: "POST", headers, redirect: "error" });
  if (!answer.ok) throw new Error(answer.status);
  return (await answer.json()).publicKey;
}

// Bytes travel as base64url.
function opened(options) {
  const keys = (list) => list?.map((key) => ({ ...key, id: bytes(key.id) }));
  const { user, excludeCredentials, allowCredentials } = options;
  return {
    ...options,
    challenge: bytes(options.challenge),
    ...(user && { user: { ...user, id: bytes(user.id) } }),
    ...(excludeCredentials && { excludeCredentials: keys(excludeCredentials) }),
    ...(allowCredentials && { allowCredentials: keys(allowCredentials) }),
  };
}

function told(key) {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const response = Object.fromEntries(
    parts.filter((part) => key.response[part]).map((part) => [part, letters(key.response[part])]),
  );
  return {
    id: key.id,
    rawId: letters(key.rawId),
    type: key.type,
    authenticatorAttachment: key.authenticatorAttachment,
    clientExtensionResults: key.getClientExtensionResults(),
    response,
  };
}

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function letters(buffer) {
  const plain = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return plain.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
