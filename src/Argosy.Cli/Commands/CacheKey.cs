using System.CommandLine;
using System.Text.Json;
using Argosy.Artifacts.Trust;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Cli.Commands;

/// <summary>`argosy cache key …`: keys that sign results.</summary>
internal static class CacheKey
{
    internal static Command Command() =>
        new("key", "Keys that results are signed with, so that others may believe them.") { New(), Show() };

    private static Command New()
    {
        var output = new Option<string?>("--output")
        {
            Description =
                "The file of the private key; default: cache-key.pem in $XDG_CONFIG_HOME/argosy (~/.config/argosy).",
            HelpName = "file",
        };
        var json = Json();
        var command = new Command("new", "Makes a key pair, and prints the public key.") { output, json };
        command.SetAction((parsed, cancellation) =>
        {
            var path = parsed.GetValue(output) ?? DefaultPath();
            var key = SigningKey.Create(path);
            return Print(parsed, json, key, path, $"""
                # The private key is {path}: sign with --cache-key={path}, or $ARGOSY_CACHE_KEY.
                # Those who shall believe what it signs add this line to {CacheTrust.UserKeys ?? "a file"},
                    or name a file of it with --cache-trust=FILE.
                {key.Public}
                """);
        });
        return command;
    }

    private static Command Show()
    {
        var file = new Argument<string?>("file")
        {
            Description = "The file of the private key; default: as of 'new'.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var json = Json();
        var pem = new Option<bool>("--pem") { Description = "Print it as PEM, for openssl, cosign and skopeo." };
        var command = new Command("show", "Prints the public key of a private one.") { file, json, pem };
        command.SetAction((parsed, cancellation) =>
        {
            var path = parsed.GetValue(file) ?? DefaultPath();
            var key = SigningKey.Load(path);
            var text = parsed.GetValue(pem) ? key.Public.Pem.TrimEnd() : key.Public.ToString();
            return Print(parsed, json, key, path, text);
        });
        return command;
    }

    private static Task Print(ParseResult parsed, Option<bool> json, SigningKey key, string path, string text) =>
        parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json)
            ? JsonSerializer.Serialize(new(path, key.Public.Id, key.Public.ToString()), CliJson.Default.KeyDocument)
            : text);

    private static Option<bool> Json() => new("--json") { Description = "Print it as JSON." };

    private static string DefaultPath() => CacheTrust.ConfigFolder is { } folder
        ? Path.Combine(folder, "cache-key.pem")
        : throw new ArgosyException(new Diagnostic("ARG0258", SourceLocation.CommandLine,
            "there is no home folder to keep a key in", "Name its file."));
}
