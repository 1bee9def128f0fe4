// The session's cookie goes along with what is tried; a token goes in by "Authorize".
SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#contract',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  // Nothing is asked of anybody else.
  validatorUrl: null,
});
