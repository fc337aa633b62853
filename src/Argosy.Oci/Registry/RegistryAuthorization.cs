using System.Net.Http.Headers;
using System.Runtime.ExceptionServices;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Registry;

/// <summary>Caches the Authorization header until it expires; none is sent before the registry asks for one.</summary>
internal sealed class RegistryAuthorization(
    RegistryAddress address, RegistryCredentials credentials, TokenClient tokens, RegistryFaults faults,
    TimeProvider time) : IDisposable
{
    private sealed record Answer(AuthenticationHeaderValue Header, long? Expires);

    private readonly SemaphoreSlim _gate = new(1, 1);

    // A token for reading needn't allow writing.
    private readonly Answer?[] _answers = new Answer?[2];
    private readonly ExceptionDispatchInfo?[] _failures = new ExceptionDispatchInfo?[2];
    private (Credential? Value, bool IsKnown) _credential;

    /// <summary>The header to send without a challenge; null for none.</summary>
    public AuthenticationHeaderValue? Current(bool write) =>
        _answers[Slot(write)] is { } answer && !(answer.Expires < time.GetTimestamp()) ? answer.Header : null;

    /// <summary>Finds a header after a registry rejected <paramref name="refused"/>.</summary>
    /// <remarks>Faults: denied, if there is none; those of the token server. Errors ARG0231 and ARG0232.</remarks>
    public async Task AnswerAsync(
        IEnumerable<AuthenticationHeaderValue> wanted, AuthenticationHeaderValue? refused, bool write, StallWatch watch)
    {
        // A helper asks the user's keyring, and another request may hold the lock while it waits for the token: this
        // time doesn't count for this request.
        watch.Rest();
        await _gate.WaitAsync(watch.Token);
        try
        {
            // Another request has found it meanwhile, or has failed: if each waited again in turn, the total time would
            // multiply.
            _failures[Slot(write)]?.Throw();
            if (Current(write) is { } current && !current.Equals(refused)) return;
            _answers[Slot(write)] = await FindAsync([.. wanted.Select(AuthChallenge.Parse)], write, watch);
        }
        catch (Exception e) when (e is ArgosyException or RegistryFault { MayPass: false })
        {
            _failures[Slot(write)] = ExceptionDispatchInfo.Capture(e);
            throw;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _gate.Dispose();

    private async Task<Answer> FindAsync(IReadOnlyList<AuthChallenge> challenges, bool write, StallWatch watch)
    {
        if (!_credential.IsKnown) _credential = (await credentials.FindAsync(address, watch.Token), true);
        var credential = _credential.Value;
        if (challenges.FirstOrDefault(c => c.IsBearer) is { } bearer)
        {
            var token = await tokens.FetchAsync(bearer, credential, watch);
            var lifetime = (long)(token.Lifetime.TotalSeconds * time.TimestampFrequency);
            return new(new("Bearer", token.Value), time.GetTimestamp() + lifetime);
        }

        if (!challenges.Any(c => c.IsBasic))
            throw faults.Answer("the registry asks for credentials in a way that isn't known");
        if (credential is null or { IsIdentityToken: true } || _answers[Slot(write)] is not null)
            throw faults.Denied(credential is not null);
        return new(new("Basic", credential.Basic), null);
    }

    private static int Slot(bool write) => write ? 1 : 0;
}
