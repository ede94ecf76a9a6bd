//! The device's key in Web Crypto: it signs, and nobody, this program included, can read its secret. IndexedDB keeps it.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jishi_core::ports::{KeyService, KeyVault, SoftwareVault, VaultFault, compressed};
use js_sys::{Array, ArrayBuffer, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, CryptoKeyPair, DedicatedWorkerGlobalScope, SubtleCrypto};

use crate::shelf::Shelf;

/// Web Crypto with its place for one key.
pub struct WebCrypto {
    subtle: SubtleCrypto,
    shelf: Shelf,
}

impl WebCrypto {
    /// An error where the page is not served safely, where there is no IndexedDB, or where it is switched off.
    pub async fn open() -> Result<Self, VaultFault> {
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        let crypto = scope.crypto().map_err(fault)?;
        // Browsers give it on https and localhost alone, whatever web-sys says.
        let subtle = Reflect::get(&crypto, &"subtle".into())
            .and_then(wasm_bindgen::JsCast::dyn_into)
            .map_err(|_| VaultFault("no Web Crypto here".into()))?;
        let shelf = Shelf::open().await.map_err(fault)?;
        Ok(Self { subtle, shelf })
    }

    async fn keep(&self, pair: &JsValue) -> Result<(), VaultFault> {
        self.shelf.put(pair).await.map_err(fault)
    }

    async fn import_one(&self, words: &[(&str, &str)], usage: &str) -> Result<JsValue, JsValue> {
        let words = object(words)?;
        // The public half may always be read; only the secret must not.
        let extractable = usage == "verify";
        done(
            self.subtle
                .import_key_with_object("jwk", &words, &curve()?, extractable, &usages(&[usage])),
        )
        .await
    }
}

impl KeyService for WebCrypto {
    type Key = WebKey;

    async fn find(&self) -> Result<Option<WebKey>, VaultFault> {
        let kept = self.shelf.get().await.map_err(fault)?;
        if kept.is_undefined() {
            return Ok(None);
        }
        // Something that is no key is not "nothing": a browser may give a key back as null while its own store is locked.
        let half =
            |name: &str| -> Result<CryptoKey, JsValue> { Reflect::get(&kept, &name.into())?.dyn_into() };
        let secret = half("privateKey").map_err(fault)?;
        let public = half("publicKey").map_err(fault)?;
        let point = done(self.subtle.export_key("raw", &public))
            .await
            .map_err(fault)?;
        let point = Uint8Array::new(&point).to_vec();
        Ok(Some(WebKey {
            subtle: self.subtle.clone(),
            secret,
            public: compressed(&point)?,
        }))
    }

    async fn make(&self) -> Result<(), VaultFault> {
        let curve = curve().map_err(fault)?;
        let both = usages(&["sign", "verify"]);
        // False: the secret half cannot be exported. The public half always can.
        let pair = done(self.subtle.generate_key_with_object(&curve, false, &both)).await;
        self.keep(&pair.map_err(fault)?).await
    }

    async fn import(&self, key: &SoftwareVault) -> Result<(), VaultFault> {
        let numbers = key.numbers();
        let public = [
            ("kty", "EC"),
            ("crv", "P-256"),
            ("x", &numbers.x),
            ("y", &numbers.y),
        ];
        let secret = [&public[..], &[("d", &numbers.d)]].concat();
        let secret = self.import_one(&secret, "sign").await.map_err(fault)?;
        let public = self.import_one(&public, "verify").await.map_err(fault)?;
        let pair = CryptoKeyPair::new(secret.unchecked_ref(), public.unchecked_ref());
        self.keep(&pair).await
    }
}

/// The key, as Web Crypto lends it.
pub struct WebKey {
    subtle: SubtleCrypto,
    secret: CryptoKey,
    public: String,
}

impl KeyVault for WebKey {
    async fn public_key(&self) -> Result<String, VaultFault> {
        Ok(self.public.clone())
    }

    async fn sign(&self, message: &[u8]) -> Result<String, VaultFault> {
        let how = object(&[("name", "ECDSA"), ("hash", "SHA-256")]).map_err(fault)?;
        let message = Uint8Array::from(message);
        let signed = self
            .subtle
            .sign_with_object_and_js_u8_array(&how, &self.secret, &message);
        // r‖s already.
        let signature: ArrayBuffer = done(signed).await.map_err(fault)?.unchecked_into();
        Ok(URL_SAFE_NO_PAD.encode(Uint8Array::new(&signature).to_vec()))
    }
}

fn curve() -> Result<Object, JsValue> {
    object(&[("name", "ECDSA"), ("namedCurve", "P-256")])
}

fn usages(names: &[&str]) -> JsValue {
    names.iter().copied().map(JsValue::from).collect::<Array>().into()
}

fn object(words: &[(&str, &str)]) -> Result<Object, JsValue> {
    let object = Object::new();
    for (name, value) in words {
        Reflect::set(&object, &(*name).into(), &(*value).into())?;
    }
    Ok(object)
}

async fn done(promise: Result<Promise, JsValue>) -> Result<JsValue, JsValue> {
    JsFuture::from(promise?).await
}

/// A browser's fault in its words.
fn fault(error: JsValue) -> VaultFault {
    let words = error.dyn_ref::<js_sys::Error>().map(|error| error.message());
    let words = words.map(String::from).or_else(|| error.as_string());
    VaultFault(words.unwrap_or_else(|| format!("{error:?}")))
}
