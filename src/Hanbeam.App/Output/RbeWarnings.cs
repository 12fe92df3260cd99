using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.App.Output;

/// <summary>What a user should know about an RBE model where it is applied.</summary>
internal static class RbeWarnings
{
    /// <summary>A warning where the dose of a fraction is above what the model is shown for: the prescribed one, or the highest of a plan without prescription.</summary>
    /// <param name="model">The model, or null for physical dose.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="dose">Its dose.</param>
    public static IEnumerable<string> Of(IRbeModel? model, Plan plan, TotalDose dose)
    {
        if (model is null || dose.RbeGy is null) yield break;
        var total = plan.Prescription is { } prescription && prescription.RbeModel == model.Name
            ? prescription.Targets.Max(target => target.DoseGyRbe) : dose.RbeGy.Values.Max();
        if (model.Validity.Warning(model.Name, total / plan.Fractions) is { } warning) yield return warning;
    }
}
