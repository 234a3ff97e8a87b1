// Loads the scripts of a page in order. If one does not load, the page says so and what to do.
function loadScripts(settings, root) {
  const CDN_SECONDS = 15;
  function load(asset) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.integrity = asset.integrity;
      script.crossOrigin = "anonymous";
      script.src = asset.address;
      script.onload = resolve;
      script.onerror = () => reject(new Error(asset.address));
      if (!settings.local) setTimeout(() => reject(new Error(asset.address)), 1000 * CDN_SECONDS);
      document.head.append(script);
    });
  }
  const loaded = settings.scripts.reduce((before, asset) => before.then(() => load(asset)), Promise.resolve());
  loaded.catch((error) => {
    root.textContent = `Cannot load ${error.message}. ${settings.local ? "Reload the page." : settings.advice}`;
  });
  return loaded;
}
