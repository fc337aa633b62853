using System.Text.Json.Serialization;

namespace Argosy.Pipelines.Promotion.Configuration;

/// <summary>JSON's quotes, which leave no doubt where a text ends.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class FormJson : JsonSerializerContext;
