// Opens Swagger UI on this server's description of its REST routes; nothing is asked of any other server.
SwaggerUIBundle({
  url: document.getElementById("swagger").dataset.url,
  dom_id: "#swagger",
  validatorUrl: null,
  deepLinking: true,
  persistAuthorization: false,
  tryItOutEnabled: true,
  defaultModelsExpandDepth: 0,
});
