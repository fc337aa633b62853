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

    // A token for reading needn't allow writing, and one for writing needn't allow reading another repository.
    private readonly Answer?[] _answers = new Answer?[3];
    private readonly ExceptionDispatchInfo?[] _failures = new ExceptionDispatchInfo?[3];
    private readonly IReadOnlyList<AuthChallenge>?[] _challenges = new IReadOnlyList<AuthChallenge>?[3];
    private (Credential? Value, bool IsKnown) _credential;

    /// <summary>The header to send without a challenge; null for none.</summary>
    public AuthenticationHeaderValue? Current(Access access) =>
        Held((int)access) ?? (access == Access.Mount ? Held((int)Access.Push) : null);

    /// <summary>Finds a header after a registry rejected <paramref name="refused"/>.</summary>
    /// <remarks>Faults: denied, if there is none; those of the token server. Errors ARG0231 and ARG0232.</remarks>
    public async Task AnswerAsync(
        IEnumerable<AuthenticationHeaderValue> wanted, AuthenticationHeaderValue? refused, Access access,
        StallWatch watch)
    {
        var slot = (int)access;
        // A helper asks the user's keyring, and another request may hold the lock while it waits for the token: this
        // time doesn't count for this request.
        watch.Rest();
        await _gate.WaitAsync(watch.Token);
        try
        {
            // Another request has found it meanwhile, or has failed: if each waited again in turn, the total time would
            // multiply.
            _failures[slot]?.Throw();
            if (Held(slot) is { } current && !current.Equals(refused)) return;
            _challenges[slot] = [.. wanted.Select(AuthChallenge.Parse)];
            _answers[slot] = await FindAsync(slot, watch);
        }
        catch (Exception e) when (e is ArgosyException or RegistryFault { MayPass: false })
        {
            _failures[slot] = ExceptionDispatchInfo.Capture(e);
            throw;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Replaces a token that has expired, or that a registry rejects without a challenge, before it can fail
    /// a request with a large body.</summary>
    /// <param name="refused">The rejected header; null if the time alone decides.</param>
    /// <param name="access">Its access.</param>
    /// <param name="watch">The request's watch.</param>
    /// <returns>Whether there is a new token.</returns>
    public async Task<bool> RenewAsync(AuthenticationHeaderValue? refused, Access access, StallWatch watch)
    {
        var slot = (int)access;
        if (_challenges[slot]?.Any(c => c.IsBearer) != true) return false;
        if (refused is null && Held(slot) is not null) return false;
        watch.Rest();
        await _gate.WaitAsync(watch.Token);
        try
        {
            if (_failures[slot] is not null) return false;
            if (Held(slot) is not { } current || current.Equals(refused)) _answers[slot] = await FindAsync(slot, watch);
            return true;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _gate.Dispose();

    private AuthenticationHeaderValue? Held(int slot) =>
        _answers[slot] is { } answer && !(answer.Expires < time.GetTimestamp()) ? answer.Header : null;

    private async Task<Answer> FindAsync(int slot, StallWatch watch)
    {
        if (!_credential.IsKnown) _credential = (await credentials.FindAsync(address, watch.Token), true);
        var credential = _credential.Value;
        var challenges = _challenges[slot]!;
        if (challenges.FirstOrDefault(c => c.IsBearer) is { } bearer)
        {
            var token = await tokens.FetchAsync(bearer, credential, watch);
            var lifetime = (long)(token.Lifetime.TotalSeconds * time.TimestampFrequency);
            return new(new("Bearer", token.Value), time.GetTimestamp() + lifetime);
        }

        if (!challenges.Any(c => c.IsBasic))
            throw faults.Answer("the registry asks for credentials in a way that isn't known");
        if (credential is null or { IsIdentityToken: true } || _answers[slot] is not null)
            throw faults.Denied(credential is not null);
        return new(new("Basic", credential.Basic), null);
    }
}
