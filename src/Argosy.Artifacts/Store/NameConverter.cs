using System.Text.Json;
using System.Text.Json.Serialization;

namespace Argosy.Artifacts.Store;

/// <summary>Values of an enumeration in JSON, as names only: <c>"folder"</c>.</summary>
internal sealed class NameConverter<T>()
    : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
