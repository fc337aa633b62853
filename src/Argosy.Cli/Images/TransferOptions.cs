using System.CommandLine;
using Argosy.Images.Publishing;
using Argosy.Oci.Registry;
using Argosy.Oci.Transfer;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Cli.Images;

/// <summary>The options of commands that transfer images.</summary>
internal sealed class TransferOptions
{
    private readonly Option<string[]> _arch = new("--arch")
    {
        Description = "Only these architectures, by Argosy's names.",
        HelpName = "names",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _ca = new("--registry-ca")
    {
        Description = "A file of certificates that vouch for the registry.",
        HelpName = "file",
    };

    private readonly Option<bool> _plain = new("--registry-plain-http") { Description = "The registry speaks http." };
    private readonly Option<bool> _json = new("--json") { Description = "Print it as JSON." };

    internal void AddTo(Command command, bool hasArchitectures = true)
    {
        if (hasArchitectures) command.Options.Add(_arch);
        command.Options.Add(_ca);
        command.Options.Add(_plain);
        command.Options.Add(_json);
    }

    internal bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    internal IReadOnlyList<Architecture> Architectures(ParseResult parsed) =>
    [
        .. (parsed.GetValue(_arch) ?? [])
            .SelectMany(a => a.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Select(a => Architecture.Parse(a, SourceLocation.CommandLine)),
    ];

    /// <summary>Progress goes to standard error.</summary>
    internal RegistryOptions Read(ParseResult parsed) => new()
    {
        Authorities = parsed.GetValue(_ca) is { } file ? RegistryAuthorities.Load(file) : null,
        PlainHttp = parsed.GetValue(_plain),
        Progress = new ErrorProgress(parsed.InvocationConfiguration.Error),
    };

    private sealed class ErrorProgress(TextWriter error) : IProgress<BlobProgress>
    {
        private readonly Lock _lock = new();

        public void Report(BlobProgress value)
        {
            lock (_lock) error.WriteLine(PushText.Line(value));
        }
    }
}
