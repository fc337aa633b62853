namespace Argosy.Runtime.SelfTest;

internal enum Role
{
    Both,
    Serve,
    Connect,
}

internal sealed record Options(Role Role, string? Folder, string? Provider, int Bytes)
{
    /// <summary>The time limit of the whole test.</summary>
    internal static TimeSpan TimeLimit() => TimeSpan.FromSeconds(
        int.TryParse(Environment.GetEnvironmentVariable("ARGOSY_TEST_SECONDS"), out var seconds) && seconds > 0
            ? seconds
            : 600);

    internal static Options? TryParse(string[] arguments)
    {
        var options = new Options(Role.Both, null, null, 1024 * 1024);
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length)
                return null;
            var value = arguments[i + 1];
            switch (arguments[i])
            {
                case "--serve":
                    options = options with { Role = Role.Serve, Folder = value };
                    break;
                case "--connect":
                    options = options with { Role = Role.Connect, Folder = value };
                    break;
                case "--provider":
                    options = options with { Provider = value };
                    break;
                case "--bytes" when int.TryParse(value, out var bytes) && bytes is > 0 and <= 1 << 28:
                    options = options with { Bytes = bytes };
                    break;
                default:
                    return null;
            }
        }
        return options;
    }
}
