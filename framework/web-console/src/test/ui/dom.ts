/** What modules ask of the page when they are loaded; has to be imported before them. */
Object.assign(globalThis, { document: { baseURI: 'http://localhost/console/' } });
