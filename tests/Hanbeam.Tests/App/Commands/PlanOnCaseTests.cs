using Hanbeam.App.Commands;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.App.Commands;

/// <summary>How the patient lies, by what the plan says and what the CT says.</summary>
public sealed class PlanOnCaseTests
{
    [Theory]
    [InlineData("plan.dcm", PatientPosition.FFS, PatientPosition.FFS, PatientPosition.FFS, null)]
    [InlineData("plan.dcm", PatientPosition.HFP, PatientPosition.FFS, PatientPosition.HFP, "plan.dcm is for a patient who lies HFP, and the CT of case was made FFS: the plan's angles are those of HFP.")]
    [InlineData("plan.dcm", null, PatientPosition.FFS, PatientPosition.FFS, "plan.dcm does not say how the patient lies; its angles are taken for FFS, as the CT of case was made.")]
    [InlineData("spots.csv", null, PatientPosition.FFP, PatientPosition.FFP, null)]
    public void Patient_LiesAsThePlanSays_ElseAsTheCtDoes(string file, PatientPosition? said, PatientPosition ct, PatientPosition expected, string? warning) =>
        AssertLies(file, said, Case(CaseKind.Dicom, ct), expected, warning);

    [Theory]
    [InlineData("plan.dcm", PatientPosition.FFP, "plan.dcm is for a patient who lies FFP; in case nobody lies, so its angles are taken as those of the room, as for HFS.")]
    [InlineData("plan.dcm", PatientPosition.HFS, null)]
    [InlineData("plan.dcm", null, null)]
    [InlineData("spots.csv", null, null)]
    public void InWater_AnglesAreThoseOfTheRoom(string file, PatientPosition? said, string? warning) =>
        AssertLies(file, said, Case(CaseKind.Water, PatientPosition.HFS), PatientPosition.HFS, warning);

    [Fact]
    public void InWater_TheBeamOfAPatientOnTheFront_ComesFromAbove()
    {
        // The source of a beam at gantry 0 is above the table. The phantom's upper face is at y = 0 and its y goes down.
        var plan = PlanLoader.OnCase(Plan(PatientPosition.HFP), "plan.dcm", Case(CaseKind.Water, PatientPosition.HFS), []);
        Assert.Equal(new Vector3d(0, -1, 0), plan.Beams[0].Frame.TowardsSource);
    }

    private static void AssertLies(string file, PatientPosition? said, PatientCase patient, PatientPosition expected, string? warning)
    {
        var warnings = new List<string>();
        var plan = PlanLoader.OnCase(Plan(said), file, patient, warnings);
        Assert.Equal(expected, Assert.Single(plan.Beams).Position);
        Assert.Equal(warning is null ? [] : [warning], warnings);
    }

    private static Plan Plan(PatientPosition? position) => new()
    {
        Name = "", MachineName = "", Fractions = 1, Beams = [new PlanBeam { Number = 1, GantryDeg = 0, CouchDeg = 0, Isocenter = default, Layers = [], Position = position }],
    };

    private static PatientCase Case(CaseKind kind, PatientPosition position) => new()
    {
        Source = "case", Kind = kind, Ct = new CtImage(new Grid<float>(new GridGeometry(default, new Vector3d(1, 1, 1), 1, 1, 1)), position), Structures = [], Identity = new StudyIdentity(),
    };
}
