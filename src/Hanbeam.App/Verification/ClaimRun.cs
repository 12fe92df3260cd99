namespace Hanbeam.App.Verification;

/// <summary>When, where and from which source a long claim ran.</summary>
/// <param name="Date">Day, ISO 8601, UTC.</param>
/// <param name="Command">What was typed.</param>
/// <param name="Machine">Processors and system.</param>
/// <param name="Commit">Commit of the checkout, with "+changes" where it was not clean.</param>
internal sealed record ClaimRun(string Date, string Command, string Machine, string Commit);
