using Argosy.Packages.Wheels.Ledger;

namespace Argosy.Testing;

/// <summary>A small ledger with each status.</summary>
internal static class SampleLedger
{
    public const string First = "debian-12-x64";
    public const string Second = "debian-12-arm64";

    public static WheelLedger Make(params (string Name, LedgerStatus X64, LedgerStatus Arm64)[] lines) => new(
        [new(First, "debian-12-x86_64"), new(Second, "debian-12-aarch64")],
        [
            .. lines.OrderBy(l => l.Name, StringComparer.Ordinal).Select(l => new LedgerLine(l.Name, "1.0", 0,
                [Cell(First, l.X64), Cell(Second, l.Arm64)])),
        ]);

    public static WheelLedger All { get; } = new(
        [new(First, "debian-12-x86_64"), new(Second, "debian-12-aarch64")],
        [
            new("cffi", "1.15.1", 3, [Cell(First, LedgerStatus.Cross), Cell(Second, LedgerStatus.Emulated)]),
            new("lxml", "4.9.2", 12,
            [
                Cell(First, LedgerStatus.Cross),
                Cell(Second, LedgerStatus.Failed) with
                { Reason = "lxml: src/lxml/etree.c:96:10: fatal error: libxml/xmlversion.h: No such file" },
            ]),
            new("numpy", "1.24.2", 0, [Cell(First, LedgerStatus.Upstream), Cell(Second, LedgerStatus.Inconclusive)]),
            new("six", "1.16.0", 40, [Cell(First, LedgerStatus.Pure), Cell(Second, LedgerStatus.Pure)]),
            new("pywin32", "305", 0, [Cell(First, LedgerStatus.Excluded), Cell(Second, LedgerStatus.Excluded)]),
            new("zz", "1", 0,
                [Cell(First, LedgerStatus.Skipped) with { Reason = "needs Rust" }, Cell(Second, LedgerStatus.Absent)]),
        ]);

    /// <summary>As many lines as OpenStack's constraints have, on nine platforms, some of them failed.</summary>
    public static WheelLedger Large()
    {
        string[] platforms =
        [
            .. from release in (string[])["debian-11", "debian-12", "debian-13"]
               from architecture in (string[])["x64", "arm64", "ppc64le"]
               select $"{release}-{architecture}",
        ];
        var lines = Enumerable.Range(0, 700).Select(i => new LedgerLine($"package-{i:000}", $"{i % 7}.{i % 11}", i % 40,
        [
            .. platforms.Select((p, at) => Cell(p, LedgerStatuses.All[(i * 7 + at) % (i % 10 == 0 ? 9 : 4)])),
        ]));
        return new([.. platforms.Select(p => new LedgerPlatform(p, p))], [.. lines])
        {
            Changes = new(["package-010 on debian-12-arm64"], ["package-020 on debian-13-x64"], [], []),
        };
    }

    private static LedgerCell Cell(string platform, LedgerStatus status) => new(platform, status)
    {
        File = status is LedgerStatus.Cross ? "a-1-py3-none-any.whl" : null,
        Reason = status == LedgerStatus.Inconclusive ? "qemu crashed" : null,
    };
}
