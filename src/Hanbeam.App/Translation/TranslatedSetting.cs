using Hanbeam.Biology.Translation;

namespace Hanbeam.App.Translation;

/// <summary>One setting of a translation.</summary>
/// <param name="Setting">In words.</param>
/// <param name="Dose">The dose of a fraction over its region.</param>
internal sealed record TranslatedSetting(string Setting, TranslatedDose Dose);
