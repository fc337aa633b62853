using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Argosy.Runtime;

/// <summary>
/// The address of a Slurm node. Its name is Slurm's own and need not be a host name, as in clouds with dynamic nodes:
/// Slurm then has an address.
/// </summary>
internal static class SlurmNode
{
    // slurmctld may be busy; without an answer the name is used.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <returns>The name, if it can be resolved; else Slurm's address; else the name, so that later code reports the
    /// error.</returns>
    internal static string Address(string name) => IsHost(name) ? name : AskSlurm(name) ?? name;

    /// <summary>NodeAddr of <c>scontrol --oneliner show node</c>; null if there is none.</summary>
    internal static string? AddressIn(string description) =>
        Regex.Match(description, @"(?<=\sNodeAddr=)\S+") is { Success: true, Value: var address } ? address : null;

    private static bool IsHost(string name)
    {
        try
        {
            return Dns.GetHostAddresses(name).Length > 0;
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            return false;
        }
    }

    private static string? AskSlurm(string name)
    {
        // netstandard2.0 has no list of arguments: a name that could be more than one word isn't looked up.
        if (!Regex.IsMatch(name, @"^[\w.][\w.-]*$"))
            return null;
        try
        {
            using var scontrol = Process.Start(new ProcessStartInfo("scontrol", $"--oneliner show node {name}")
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            })!;
            var answer = scontrol.StandardOutput.ReadToEndAsync();
            if (answer.Wait(s_patience))
                return AddressIn(answer.Result);
            scontrol.Kill();
            return null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
