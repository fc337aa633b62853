using System.Buffers.Binary;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Images.Definition;

/// <summary>The capabilities that a program has from its file (capabilities(7)).</summary>
/// <param name="Text">As written.</param>
/// <param name="Permitted">A bit for each capability.</param>
/// <param name="Inheritable">A bit for each capability.</param>
/// <param name="IsEffective">Whether the program has them from the start.</param>
public sealed record FileCapabilities(string Text, ulong Permitted, ulong Inheritable, bool IsEffective)
{
    /// <summary>The extended attribute that holds them.</summary>
    internal const string Attribute = "security.capability";

    private const uint Version2 = 0x0200_0000;

    // By number (linux/capability.h).
    private static readonly string[] s_names =
    [
        "chown", "dac_override", "dac_read_search", "fowner", "fsetid", "kill", "setgid", "setuid", "setpcap",
        "linux_immutable", "net_bind_service", "net_broadcast", "net_admin", "net_raw", "ipc_lock", "ipc_owner",
        "sys_module", "sys_rawio", "sys_chroot", "sys_ptrace", "sys_pacct", "sys_admin", "sys_boot", "sys_nice",
        "sys_resource", "sys_time", "sys_tty_config", "mknod", "lease", "audit_write", "audit_control", "setfcap",
        "mac_override", "mac_admin", "syslog", "wake_alarm", "block_suspend", "audit_read", "perfmon", "bpf",
        "checkpoint_restore",
    ];

    /// <summary>Error ARG0453 for a text that setcap(8) wouldn't take, or an unknown capability.</summary>
    internal static FileCapabilities Read(YamlText text)
    {
        var value = TextRules.Capabilities.Check(text, "ARG0453");
        var split = value.IndexOfAny(['+', '=']);
        ulong bits = 0;
        foreach (var name in value[..split].Split(',').Select(n => n["cap_".Length..]))
        {
            var number = Array.IndexOf(s_names, name);
            if (number < 0)
            {
                throw new ArgosyException(new Diagnostic("ARG0453", text.Place, $"unknown capability 'cap_{name}'",
                    Suggestion.For($"cap_{name}", s_names.Select(n => $"cap_{n}"))));
            }

            bits |= 1UL << number;
        }

        var flags = value[(split + 1)..];
        return new(value, flags.Contains('p') ? bits : 0, flags.Contains('i') ? bits : 0, flags.Contains('e'));
    }

    /// <summary>The attribute's value, the same on every architecture: <c>struct vfs_cap_data</c> of version 2, five
    /// little-endian words: version and flag, then permitted and inheritable, low words first.</summary>
    internal byte[] Bytes()
    {
        var bytes = new byte[20];
        uint[] words =
        [
            Version2 | (IsEffective ? 1u : 0u), (uint)Permitted, (uint)Inheritable, (uint)(Permitted >> 32),
            (uint)(Inheritable >> 32),
        ];
        for (var i = 0; i < words.Length; i++) BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4 * i), words[i]);
        return bytes;
    }
}
