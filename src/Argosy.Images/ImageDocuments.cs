using System.Text.Json;
using Argosy.Images.Definition;
using Argosy.Oci.Model;
using Argosy.Platforms;

namespace Argosy.Images;

/// <summary>Writes a definition's values to the OCI documents of its image.</summary>
internal static class ImageDocuments
{
    private const string Created = "org.opencontainers.image.created";

    /// <summary>The annotations of a definition with the creation time.</summary>
    public static List<KeyValuePair<string, string>> Annotations(ImageDefinition definition, DateTimeOffset created) =>
        [.. definition.Annotations.Where(a => a.Key != Created).Append(new(Created, Timestamp(created)))
            .OrderBy(a => a.Key, StringComparer.Ordinal)];

    /// <summary>An image's configuration (OCI image spec, image configuration).</summary>
    public static byte[] Config(
        ContainerSettings settings, Architecture architecture, IReadOnlyList<Layer> layers, DateTimeOffset created) =>
        OciJson.Write(json =>
        {
            var platform = OciPlatform.Of(architecture);
            json.WriteString("created", Timestamp(created));
            json.WriteString("architecture", platform.Architecture);
            if (platform.Variant is { } variant) json.WriteString("variant", variant);
            json.WriteString("os", platform.Os);
            json.WriteStartObject("config");
            if (settings.User is { } user) json.WriteString("User", user);
            json.WriteList("Env", settings.Env.Select(e => $"{e.Key}={e.Value}"));
            json.WriteList("Entrypoint", settings.Entrypoint);
            json.WriteList("Cmd", settings.Cmd);
            if (settings.Workdir is { } workdir) json.WriteString("WorkingDir", workdir);
            json.WriteMap("Labels", settings.Labels);
            WriteKeys(json, "ExposedPorts", settings.Ports);
            WriteKeys(json, "Volumes", settings.Volumes);
            if (settings.StopSignal is { } signal) json.WriteString("StopSignal", signal);
            if (settings.HealthCheck is { } check) Write(json, check);
            json.WriteEndObject();
            json.WriteStartObject("rootfs");
            json.WriteString("type", "layers");
            json.WriteList("diff_ids", layers.Select(l => l.DiffId.ToString()));
            json.WriteEndObject();
            json.WriteStartArray("history");
            foreach (var layer in layers)
            {
                json.WriteStartObject();
                json.WriteString("created", Timestamp(created));
                json.WriteString("created_by", "argosy");
                json.WriteString("comment", layer.Comment);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });

    // Sets are maps with empty values there.
    private static void WriteKeys(Utf8JsonWriter json, string name, IReadOnlyList<string> keys)
    {
        if (keys.Count == 0) return;
        json.WriteStartObject(name);
        foreach (var key in keys)
        {
            json.WriteStartObject(key);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    // Docker's extension (moby, image specification v1.2), with times in nanoseconds.
    private static void Write(Utf8JsonWriter json, HealthCheck check)
    {
        json.WriteStartObject("Healthcheck");
        json.WriteList("Test", check.Command.Prepend("CMD"));
        json.WriteNumber("Interval", Nanoseconds(check.Interval));
        json.WriteNumber("Timeout", Nanoseconds(check.Timeout));
        json.WriteNumber("StartPeriod", Nanoseconds(check.StartPeriod));
        json.WriteNumber("Retries", check.Retries);
        json.WriteEndObject();
    }

    private static long Nanoseconds(TimeSpan time) => time.Ticks * TimeSpan.NanosecondsPerTick;

    // RFC 3339, in UTC, whole seconds.
    private static string Timestamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
}
