using System.Text.Json;
using System.Text.Json.Serialization;

namespace Argosy.JobHealth.Reading;

/// <summary>JSON without reflection.</summary>
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class ElementJson : JsonSerializerContext;
